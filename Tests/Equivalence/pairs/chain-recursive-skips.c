// kind: recursion
// function: chain_sum
// forward: drifted
// why: Every other link is left out.

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
	if (!link)
		return 0;
	return link->value + (link->next ? chain_sum(link->next->next) : 0);
}
#endif
