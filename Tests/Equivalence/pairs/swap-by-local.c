// kind: aliasing
// function: exchange
// forward: same
// why: The exchange keeps the other one in the local.

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
	int kept = *b;

	*b = *a;
	*a = kept;
}
#endif
