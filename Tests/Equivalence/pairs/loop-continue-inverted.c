// kind: loop-form
// function: live_total
// forward: same
// why: A continue is turned into a condition around the rest.

struct part { int live, size; };

#ifdef OLD
int live_total(const struct part *parts, unsigned char count)
{
	int i, sum = 0;

	for (i = 0; i < (count & 3); i++) {
		if (!parts[i].live)
			continue;
		sum += parts[i].size;
	}
	return sum;
}
#else
int live_total(const struct part *parts, unsigned char count)
{
	const struct part *part, *end = parts + (count & 3);
	int sum = 0;

	for (part = parts; part < end; part++) {
		if (part->live)
			sum += part->size;
	}
	return sum;
}
#endif
