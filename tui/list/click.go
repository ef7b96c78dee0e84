package list

// Click chooses the row that stands on the line of the screen and leaves it
// there; chosen says that it was chosen before. ok is false if none stands
// there.
func (s *Scroll) Click(y int) (chosen, ok bool) {
	at := s.top + y
	if y < 0 || y >= s.height {
		return false, false
	}
	for i := range s.starts {
		if at >= s.starts[i] && at < s.ends[i] {
			chosen = i == s.cursor
			s.cursor = i
			s.settle()
			return chosen, true
		}
	}
	return false, false
}
