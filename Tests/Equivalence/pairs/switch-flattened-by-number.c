// kind: switch
// function: key_code
// forward: same
// why: One switch over both numbers put together, where neither reaches into the other.

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
	if (key->kind == KIND_B)
		return 20;
	if (key->kind != KIND_A)
		return -19;
	switch (key->sub) {
	case 0:
	case 1:
		return 10 + key->sub;
	}
	return -22;
}
#endif
