-- Days that a document states.

UPDATE revision SET effective_on = '2021-02', switch_off_on = '2021-03-01' WHERE number = 1;
