// kind: loop-form
// function: sum_of
// forward: drifted
// why: The pointer takes two steps where the index takes one.

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

	for (; count; count--, values += 2)
		sum += *values;
	return sum;
}
#endif
