// kind: string
// function: unit_name
// forward: drifted
// why: The table has them in the other order.

const char *name_note(const char *name);

#ifdef OLD
const char *unit_name(int unit)
{
	return name_note(unit ? "outer" : "inner");
}
#else
static const char *const names[] = { "outer", "inner" };

const char *unit_name(int unit)
{
	return name_note(names[!!unit]);
}
#endif
