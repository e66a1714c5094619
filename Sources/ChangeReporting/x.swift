// ChangeReporting
