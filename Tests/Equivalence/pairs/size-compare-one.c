// kind: width
// function: fits
// forward: drifted
// why: Room above the largest 32-bit number takes the negative length too.

#ifdef OLD
int fits(int length, unsigned long room)
{
	return length >= 0 && (unsigned long)length <= room;
}
#else
int fits(int length, unsigned long room)
{
	return (unsigned int)length <= room;
}
#endif
