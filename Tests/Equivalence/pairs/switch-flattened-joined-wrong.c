// kind: switch
// function: key_code
// forward: drifted
// why: The numbers put together overlap: kind B with sub -1 is taken for another.

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
	switch (key->kind * 2 + key->sub) {
	case 0:
		return 10;
	case 1:
		return 11;
	case 2:
	case 3:
		return 20;
	default:
		return key->kind == KIND_A ? -22 : -19;
	}
}
#endif
