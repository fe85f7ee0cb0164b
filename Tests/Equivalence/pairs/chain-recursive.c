// kind: recursion
// function: chain_sum
// forward: any
// why: Recursion became a loop: the results agree, but no simple rule of induction shows it.

struct link { int value; struct link *next; };

#ifdef OLD
int chain_sum(const struct link *link)
{
	if (!link)
		return 0;
	return link->value + chain_sum(link->next);
}
#else
int chain_sum(const struct link *link)
{
	int sum = 0;

	for (; link; link = link->next)
		sum += link->value;
	return sum;
}
#endif
