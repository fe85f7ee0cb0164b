// kind: pointer
// function: is_first
// forward: same
// why: The first member's address is the record's.

struct head { int key; int rest; };

#ifdef OLD
int is_first(struct head *a, struct head *b)
{
	return a == b;
}
#else
int is_first(struct head *a, struct head *b)
{
	return (char *)a == (char *)b;
}
#endif
