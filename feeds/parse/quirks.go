package parse

func quirks(e *Entry) {}
