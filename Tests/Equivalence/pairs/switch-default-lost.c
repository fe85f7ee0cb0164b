// kind: switch
// function: key_code
// forward: drifted
// why: A sub kind that is not known falls through to the case below it.

enum kind { KIND_A, KIND_B, KIND_C };
struct key { enum kind kind; int sub, code; };

#ifdef OLD
int key_code(const struct key *key)
{
	switch (key->kind) {
	case KIND_A:
		switch (key->sub) {
		case 0:
			return 10;
		case 1:
			return 11;
		default:
			return -22;
		}
	case KIND_B:
		return 20;
	default:
		return -19;
	}
}
#else
int key_code(const struct key *key)
{
	switch (key->kind) {
	case KIND_A:
		switch (key->sub) {
		case 0:
			return 10;
		case 1:
			return 11;
		}
	case KIND_B:
		return 20;
	default:
		return -19;
	}
}
#endif
