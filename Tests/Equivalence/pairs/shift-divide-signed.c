// kind: shift
// function: halved
// forward: drifted
// why: Division rounds to zero, a shift down.

#ifdef OLD
int halved(int value)
{
	return value / 2;
}
#else
int halved(int value)
{
	return value >> 1;
}
#endif
