// kind: recursion
// function: chain_sum
// forward: drifted
// why: The value is subtracted.

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
	return chain_sum(link->next) - link->value;
}
#endif
