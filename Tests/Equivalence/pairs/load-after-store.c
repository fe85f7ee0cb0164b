// kind: aliasing
// function: sum_into
// forward: drifted
// why: The second number is read after the store that may have changed it.

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
	*total += *by;
	return *by;
}
#endif
