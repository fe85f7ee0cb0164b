// kind: aliasing
// function: both_clear
// forward: same
// why: The same value is written to both, so that the order does not matter even where they are equal.

#ifdef OLD
void both_clear(int *first, int *second)
{
	*first = 0;
	*second = 0;
}
#else
void both_clear(int *first, int *second)
{
	*second = 0;
	*first = 0;
}
#endif
