// kind: divide
// function: rate_of
// forward: drifted
// why: The product wraps in 32 bits and does not in 64.

#ifdef OLD
int rate_of(int bytes, short scale)
{
	return bytes * scale / 8;
}
#else
int rate_of(int bytes, short scale)
{
	return (long)bytes * scale / 8;
}
#endif
