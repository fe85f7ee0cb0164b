// kind: divide
// function: rate_of
// forward: drifted
// why: Dividing before multiplying loses the remainder.

#ifdef OLD
int rate_of(int bytes, short scale)
{
	return bytes * scale / 8;
}
#else
int rate_of(int bytes, short scale)
{
	return bytes / 8 * scale;
}
#endif
