// kind: bit-field
// function: trim_get
// forward: drifted
// why: A signed field of three bits reads back as a negative number.

#ifdef OLD
struct trim { unsigned int by : 3; };

int trim_get(struct trim *trim, int by)
{
	trim->by = by;
	return trim->by;
}
#else
struct trim { int by : 3; };

int trim_get(struct trim *trim, int by)
{
	trim->by = by;
	return trim->by;
}
#endif
