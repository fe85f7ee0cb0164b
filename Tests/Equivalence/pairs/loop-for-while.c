// kind: loop-form
// function: sum_of
// forward: same
// why: The same loop as for and as while.

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
	int sum = 0;

	while (count--)
		sum += *values++;
	return sum;
}
#endif
