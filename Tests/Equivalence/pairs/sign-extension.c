// kind: width
// function: offset_of
// forward: drifted
// why: A 32-bit number without sign is not sign-extended to 64.

#ifdef OLD
long offset_of(int by)
{
	return by;
}
#else
long offset_of(int by)
{
	return (unsigned int)by;
}
#endif
