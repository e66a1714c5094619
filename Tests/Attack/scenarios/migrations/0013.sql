-- Reports in languages.

INSERT INTO change_report (id, who, address, every, language, created_at, told_until, not_before)
VALUES (13, 'Dienst', 'dienst@example.com', 'day', 'de', '2021-01-07T08:00:00Z',
  '2021-01-07T08:00:00Z', '2021-01-07T08:00:00Z');
