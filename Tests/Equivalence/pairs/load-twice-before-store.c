// kind: aliasing
// function: sum_into
// forward: same
// why: Both reads stand before the store.

#ifdef OLD
int sum_into(int *total, const int *by)
{
	int step = *by;

	*total += step;
	return step;
}
#else
int sum_into(int *total, const int *by)
{
	int step = *by, sum = *total + *by;

	*total = sum;
	return step;
}
#endif
