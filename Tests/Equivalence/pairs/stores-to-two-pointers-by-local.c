// kind: aliasing
// function: both_set
// forward: same
// why: The values go through locals, and the order stays.

#ifdef OLD
void both_set(int *first, int *second)
{
	*first = 1;
	*second = 2;
}
#else
void both_set(int *first, int *second)
{
	int one = 1, two = one + one;

	*first = one;
	*second = two;
}
#endif
