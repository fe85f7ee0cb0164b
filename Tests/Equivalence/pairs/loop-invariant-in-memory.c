// kind: loop-invariant
// function: add_all
// forward: drifted
// why: The number added may stand in the array itself, so that it changes on the way.

#ifdef OLD
void add_all(int *values, unsigned char count, const int *by)
{
	int i;

	for (i = 0; i < count; i++)
		values[i] += *by;
}
#else
void add_all(int *values, unsigned char count, const int *by)
{
	int i, step = count ? *by : 0;

	for (i = 0; i < count; i++)
		values[i] += step;
}
#endif
