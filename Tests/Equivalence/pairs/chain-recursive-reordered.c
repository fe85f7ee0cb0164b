// kind: recursion
// function: chain_sum
// forward: same
// why: The self-call stays the same and the condition is inverted.

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
	int rest;

	if (link) {
		rest = chain_sum(link->next);
		return rest + link->value;
	}
	return 0;
}
#endif
