// kind: width
// function: offset_of
// forward: same
// why: Shifted up and down again, the sign is extended.

#ifdef OLD
long offset_of(int by)
{
	return by;
}
#else
long offset_of(int by)
{
	return ((long)((unsigned long)by << 32)) >> 32;
}
#endif
