// kind: loop-form
// function: sum_of
// forward: not-same
// why: A negative count runs no iteration in the one and very many in the other.

#ifdef OLD
int sum_of(const int *values, int count)
{
	int i, sum = 0;

	for (i = 0; i < count; i++)
		sum += values[i];
	return sum;
}
#else
int sum_of(const int *values, int count)
{
	int sum = 0;

	while (count--)
		sum += *values++;
	return sum;
}
#endif
