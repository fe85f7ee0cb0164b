// kind: calls
// function: twice_scaled
// forward: drifted
// why: A call whose result is used twice is made once.

int scale_of(int unit);

#ifdef OLD
int twice_scaled(int unit, int a, int b)
{
	return a * scale_of(unit) + b * scale_of(unit);
}
#else
int twice_scaled(int unit, int a, int b)
{
	return (a + b) * scale_of(unit);
}
#endif
