// kind: width
// function: fits
// forward: drifted
// why: A negative length is a huge one in an unsigned comparison.

#ifdef OLD
int fits(int length, unsigned long room)
{
	return length >= 0 && (unsigned long)length <= room;
}
#else
int fits(int length, unsigned long room)
{
	return length <= (long)room;
}
#endif
