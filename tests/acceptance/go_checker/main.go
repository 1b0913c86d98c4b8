// Command go_checker checks the public files of a C2SP transparency log with the Go project's own code for
// notes and trees (golang.org/x/mod/sumdb/note and tlog, as vendored in the Go release) and its ML-DSA.
// Nothing of Tellers is in it: it shows that code which nobody of the house wrote agrees with the house.
//
//	go_checker -dir FOLDER -key VKEY [-key VKEY ...] [-old CHECKPOINT] [-sample 100]
//
// Every key given must have signed. The steps: (1) the checkpoint and its signatures; (2) the root made anew
// from the entries alone; (3) every tile made anew and compared, byte for byte; (4) every entry against its
// leaf hash read through the tile reader, which authenticates tiles up to the root; (5) proofs of inclusion;
// (6) the older checkpoint begins this one. Exit code 0 and one line, or 1 and the first thing that is wrong.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/mldsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8 // C2SP tlog-tiles: tiles are 256 wide

// A verifier is one key of a kind that the note package does not know: 0x04 and 0x06 of C2SP tlog-cosignature.
type verifier struct {
	name   string
	hash   uint32
	verify func(text, body []byte) bool
}

func (v *verifier) Name() string                  { return v.name }
func (v *verifier) KeyHash() uint32               { return v.hash }
func (v *verifier) Verify(text, body []byte) bool { return v.verify(text, body) }

// readKey returns the verifier of a line of name, id and key; kind 0x01 is left to the note package.
func readKey(line string) (note.Verifier, error) {
	parts := strings.SplitN(line, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("not a verifier key: %.60s", line)
	}
	name := parts[0]
	id, errID := hex.DecodeString(parts[1])
	key, errKey := base64.StdEncoding.Strict().DecodeString(parts[2])
	if errID != nil || errKey != nil || len(id) != 4 || len(key) < 33 {
		return nil, fmt.Errorf("not a verifier key: %.60s", line)
	}
	own := sha256.Sum256(append([]byte(name+"\n"), key...))
	if !bytes.Equal(own[:4], id) {
		return nil, fmt.Errorf("the id of %s is not its own", name)
	}
	v := &verifier{name: name, hash: binary.BigEndian.Uint32(id)}
	switch public := key[1:]; key[0] {
	case 0x01:
		return note.NewVerifier(line)
	case 0x04:
		v.verify = func(text, body []byte) bool {
			if len(body) != 8+ed25519.SignatureSize || len(public) != ed25519.PublicKeySize {
				return false
			}
			time := binary.BigEndian.Uint64(body)
			message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
			return ed25519.Verify(public, []byte(message), body[8:])
		}
	case 0x06:
		parsed, err := mldsa.NewPublicKey(mldsa.MLDSA44(), public)
		if err != nil {
			return nil, err
		}
		v.verify = func(text, body []byte) bool {
			if len(body) != 8+mldsa.MLDSA44().SignatureSize() {
				return false
			}
			message, err := subtree(name, text, body[:8])
			return err == nil && mldsa.Verify(parsed, message, body[8:], nil) == nil
		}
	default:
		return nil, fmt.Errorf("a key of kind 0x%02x", key[0])
	}
	return v, nil
}

// subtree returns what an ML-DSA-44 cosignature of a whole tree signs.
func subtree(name string, text, time []byte) ([]byte, error) {
	origin, tree, err := readText(text)
	if err != nil {
		return nil, err
	}
	var message []byte
	message = append(message, "subtree/v1\n\x00"...)
	message = append(append(message, byte(len(name))), name...)
	message = append(message, time...)
	message = append(append(message, byte(len(origin))), origin...)
	message = binary.BigEndian.AppendUint64(message, 0)
	message = binary.BigEndian.AppendUint64(message, uint64(tree.N))
	return append(message, tree.Hash[:]...), nil
}

// readText returns the origin and the tree of a checkpoint's text.
func readText(text []byte) (string, tlog.Tree, error) {
	lines := strings.Split(string(text), "\n")
	if len(lines) != 4 || lines[0] == "" || lines[3] != "" {
		return "", tlog.Tree{}, errors.New("a checkpoint of other than three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return "", tlog.Tree{}, fmt.Errorf("not a size: %.30s", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	return lines[0], tlog.Tree{N: size, Hash: root}, err
}

// openCheckpoint returns the tree of a checkpoint that every one of the keys has signed.
func openCheckpoint(path string, keys []note.Verifier) (tlog.Tree, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(data, note.VerifierList(keys...))
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(opened.Sigs) != len(keys) {
		return tlog.Tree{}, fmt.Errorf("%d of %d keys have signed", len(opened.Sigs), len(keys))
	}
	origin, tree, err := readText([]byte(opened.Text))
	if err == nil && origin != keys[0].Name() {
		err = fmt.Errorf("origin %s, and the first key is of %s", origin, keys[0].Name())
	}
	return tree, err
}

// A folder is the public files of a log; a tlog.TileReader.
type folder string

func (f folder) Height() int                     { return height }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

// path returns where a tile is. The Go project puts the height first and calls entries data.
func (f folder) path(tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	path = strings.Replace(path, "tile/data/", "tile/entries/", 1)
	return filepath.Join(string(f), filepath.FromSlash(path))
}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(tiles))
	for at, tile := range tiles {
		data, err := os.ReadFile(f.path(tile))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: %d bytes", tile.Path(), len(data))
		}
		found[at] = data
	}
	return found, nil
}

// entries returns the entries of a tile of level 0.
func (f folder) entries(tile tlog.Tile) ([][]byte, error) {
	tile.L = -1
	data, err := os.ReadFile(f.path(tile))
	if err != nil {
		return nil, err
	}
	var found [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("%s: an entry is cut", tile.Path())
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		found, data = append(found, data[2:end]), data[end:]
	}
	if len(found) != tile.W {
		return nil, fmt.Errorf("%s: %d entries", tile.Path(), len(found))
	}
	return found, nil
}

// check runs steps 2 to 6 and returns how many tiles and bundles were compared.
func check(files folder, tree tlog.Tree, old *tlog.Tree, sample int64) (int, error) {
	var stored []tlog.Hash // every node, made anew from the entries
	made := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for at, index := range indexes {
			if index < 0 || index >= int64(len(stored)) {
				return nil, fmt.Errorf("no node %d", index)
			}
			hashes[at] = stored[index]
		}
		return hashes, nil
	})
	tiles, compared := tlog.NewTiles(height, 0, tree.N), 0
	reader := tlog.TileHashReader(tree, files)
	next := int64(0)
	for _, tile := range tiles {
		if tile.L != 0 || tile.N<<height != next {
			continue // NewTiles names the partial tile of a level after its full ones
		}
		entries, err := files.entries(tile)
		if err != nil {
			return 0, err
		}
		indexes, leaves := make([]int64, tile.W), make([]tlog.Hash, tile.W)
		for at, entry := range entries {
			indexes[at], leaves[at] = tlog.StoredHashIndex(0, next), tlog.RecordHash(entry)
			hashes, err := tlog.StoredHashesForRecordHash(next, leaves[at], made)
			if err != nil {
				return 0, err
			}
			stored = append(stored, hashes...)
			next++
		}
		read, err := reader.ReadHashes(indexes) // 4
		if err != nil {
			return 0, err
		}
		for at := range leaves {
			if read[at] != leaves[at] {
				return 0, fmt.Errorf("entry %d is not the one of its leaf hash", tile.N<<height+int64(at))
			}
		}
		compared++
	}
	if next != tree.N {
		return 0, fmt.Errorf("%d entries of %d were read", next, tree.N)
	}
	for name, nodes := range map[string]tlog.HashReader{"entries": made, "tiles": reader} { // 2
		if root, err := tlog.TreeHash(tree.N, nodes); err != nil || root != tree.Hash {
			return 0, fmt.Errorf("the %s lead to another root: %v %v", name, root, err)
		}
	}
	for _, tile := range tiles { // 3
		due, err := tlog.ReadTileData(tile, made)
		if err != nil {
			return 0, err
		}
		held, err := os.ReadFile(files.path(tile))
		if err != nil || !bytes.Equal(held, due) {
			return 0, fmt.Errorf("%s is not what the entries give: %v", tile.Path(), err)
		}
		compared++
	}
	for at := int64(0); at < sample && tree.N > 0; at++ { // 5
		index := at * (tree.N - 1) / max(1, sample-1)
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		if err != nil {
			return 0, err
		}
		leaf := stored[tlog.StoredHashIndex(0, index)]
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf); err != nil {
			return 0, err
		}
	}
	if old != nil && old.N > 0 { // 6
		if old.N > tree.N {
			return 0, fmt.Errorf("the older checkpoint has %d entries, this one %d", old.N, tree.N)
		}
		proof, err := tlog.ProveTree(tree.N, old.N, reader)
		if err != nil {
			return 0, err
		}
		return compared, tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
	}
	return compared, nil
}

func run() error {
	dir := flag.String("dir", "", "the folder of checkpoint and tile")
	older := flag.String("old", "", "an older checkpoint of the log, signed by its keys")
	sample := flag.Int64("sample", 100, "proofs of inclusion that are made and checked")
	var keys, ofLog []note.Verifier
	flag.Func("key", "a verifier key, the log's own first", func(line string) error {
		key, err := readKey(line)
		if err == nil {
			keys = append(keys, key)
			if key.Name() == keys[0].Name() {
				ofLog = append(ofLog, key)
			}
		}
		return err
	})
	flag.Parse()
	if len(keys) == 0 {
		return errors.New("no key given")
	}
	tree, err := openCheckpoint(filepath.Join(*dir, "checkpoint"), keys) // 1
	if err != nil {
		return err
	}
	var old *tlog.Tree
	if *older != "" {
		opened, err := openCheckpoint(*older, ofLog)
		if err != nil {
			return err
		}
		old = &opened
	}
	files, err := check(folder(*dir), tree, old, *sample)
	if err != nil {
		return err
	}
	fmt.Printf("%d entries, %d files, %d signatures\n", tree.N, files, len(keys))
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
}
