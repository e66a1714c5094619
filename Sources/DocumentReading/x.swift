// DocumentReading
