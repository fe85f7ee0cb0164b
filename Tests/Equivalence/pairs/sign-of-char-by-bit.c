// kind: char
// function: is_high
// forward: same
// why: The high bit says the same.

#ifdef OLD
int is_high(const unsigned char *text)
{
	return text[0] > 127;
}
#else
int is_high(const unsigned char *text)
{
	return *text >> 7;
}
#endif
