// kind: aliasing
// function: exchange
// forward: drifted
// why: An exchange by xor clears the number where both pointers are equal.

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
	*a ^= *b;
	*b ^= *a;
	*a ^= *b;
}
#endif
