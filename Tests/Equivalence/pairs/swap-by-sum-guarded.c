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
	if (a == b)
		return;
	*a += *b;
	*b = *a - *b;
	*a -= *b;
}
#endif
