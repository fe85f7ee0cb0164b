// kind: bit-field
// function: trim_get
// forward: same
// why: What is read back is what three bits keep.

#ifdef OLD
struct trim { unsigned int by : 3; };

int trim_get(struct trim *trim, int by)
{
	trim->by = by;
	return trim->by;
}
#else
struct trim { unsigned int by : 3; };

int trim_get(struct trim *trim, int by)
{
	trim->by = by;
	return by & 7;
}
#endif
