// kind: char
// function: is_high
// forward: drifted
// why: A plain char is signed on this machine, so that the comparison never holds.

#ifdef OLD
int is_high(const unsigned char *text)
{
	return text[0] > 127;
}
#else
int is_high(const unsigned char *text)
{
	char first = text[0];

	return first > 127;
}
#endif
