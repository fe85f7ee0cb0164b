// kind: string
// function: unit_name
// forward: drifted
// why: One of the names changed.

const char *name_note(const char *name);

#ifdef OLD
const char *unit_name(int unit)
{
	return name_note(unit ? "outer" : "inner");
}
#else
const char *unit_name(int unit)
{
	return name_note(unit ? "outer" : "centre");
}
#endif
