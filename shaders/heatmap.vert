// One triangle over the whole picture.
uniform vec4 texel_of; // texel = texel_of.xy + texel_of.zw * place, place 0..1 from the lower left

out vec2 texel; // centres of texels are whole numbers

void main()
{
    vec2 place = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
    gl_Position = vec4(place * 2.0 - 1.0, 0.0, 1.0);
    texel = texel_of.xy + texel_of.zw * place;
}
