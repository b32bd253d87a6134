print("konomi")
