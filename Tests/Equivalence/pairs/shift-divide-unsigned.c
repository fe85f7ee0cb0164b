// kind: shift
// function: halved
// forward: drifted
// why: As an unsigned number a negative one is huge.

#ifdef OLD
int halved(int value)
{
	return value / 2;
}
#else
int halved(int value)
{
	return (unsigned int)value / 2;
}
#endif
