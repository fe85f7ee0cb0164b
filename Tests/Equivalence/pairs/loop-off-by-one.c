// kind: loop-form
// function: sum_of
// forward: drifted
// why: The bound takes one value more.

#ifdef OLD
int sum_of(const int *values, unsigned char count)
{
	int i, sum = 0;

	for (i = 0; i < count; i++)
		sum += values[i];
	return sum;
}
#else
int sum_of(const int *values, unsigned char count)
{
	int i, sum = 0;

	for (i = 0; i <= count; i++)
		sum += values[i];
	return sum;
}
#endif
