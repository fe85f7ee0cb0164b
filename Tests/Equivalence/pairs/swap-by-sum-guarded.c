// kind: aliasing
// function: exchange
// forward: same
// why: By sums that wrap, and not where both are equal.

#ifdef OLD
void exchange(int *a, int *b)
{
	int kept = *a;

	*a = *b;
	*b = kept;
}
#else
void exchange(int *a, int *b)
{
	int first = *a;

	if (a == b)
		return;
	*a = first + *b;
	*b = *a - *b;
	*a -= *b;
}
#endif
