// kind: switch
// function: key_code
// forward: same
// why: The nested switch is written as one condition chain.

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
	if (key->kind == KIND_A) {
		if (key->sub == 0)
			return 10;
		if (key->sub == 1)
			return 11;
		return -22;
	}
	if (key->kind == KIND_B)
		return 20;
	return -19;
}
#endif
