// kind: width
// function: offset_of
// forward: drifted
// why: Sixteen bits do not hold the number.

#ifdef OLD
long offset_of(int by)
{
	return by;
}
#else
long offset_of(int by)
{
	return (short)by;
}
#endif
