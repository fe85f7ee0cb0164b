// kind: shift
// function: halved
// forward: same
// why: One is added to negative numbers before the shift.

#ifdef OLD
int halved(int value)
{
	return value / 2;
}
#else
int halved(int value)
{
	return (value + (int)((unsigned int)value >> 31)) >> 1;
}
#endif
