// kind: width
// function: fits
// forward: same
// why: The negative are refused first.

#ifdef OLD
int fits(int length, unsigned long room)
{
	return length >= 0 && (unsigned long)length <= room;
}
#else
int fits(int length, unsigned long room)
{
	if (length < 0)
		return 0;
	return !((unsigned long)length > room);
}
#endif
