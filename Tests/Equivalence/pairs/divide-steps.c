// kind: divide
// function: rate_of
// forward: same
// why: Two divisions are one by their product.

#ifdef OLD
int rate_of(int bytes, short scale)
{
	return bytes * scale / 8;
}
#else
int rate_of(int bytes, short scale)
{
	return bytes * scale / 2 / 4;
}
#endif
