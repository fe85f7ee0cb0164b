// kind: aliasing
// function: both_clear
// forward: any
// why: The order matters only where one pointer is null: the other store is or is not done before the fault.

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
