// kind: loop-form
// function: sum_of
// forward: any
// why: An unsigned index never goes below zero, so the loop does not end.

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
	unsigned int i;
	int sum = 0;

	for (i = 0; i < count; i--)
		sum += values[i];
	return sum;
}
#endif
