// kind: char
// function: is_high
// forward: same
// why: As a signed char the high ones are negative.

#ifdef OLD
int is_high(const unsigned char *text)
{
	return text[0] > 127;
}
#else
int is_high(const unsigned char *text)
{
	signed char first = text[0];

	return first < 0;
}
#endif
